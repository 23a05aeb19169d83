import type { Dispatcher } from 'undici';

/** Observes whether undici began to write a request. Until then a failure proves that nothing was sent. */
export class SendWatch {
  #hasStarted = false;

  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Returns a dispatcher that observes one request. */
  wrap(dispatcher: Dispatcher): Dispatcher {
    return dispatcher.compose(dispatch => (options, handler) => dispatch(options, this.#wrapHandler(handler)));
  }

  /** undici calls onRequestStart once connected, right before it writes the request head. */
  #wrapHandler(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller, context) => {
        handler.onRequestStart?.(controller, context);
        // If the signal has already aborted, the request ends here.
        this.#hasStarted ||= !controller.aborted;
      },
      onRequestUpgrade: (...values) => handler.onRequestUpgrade?.(...values),
      onResponseStart: (...values) => handler.onResponseStart?.(...values),
      onResponseData: (...values) => handler.onResponseData?.(...values),
      onResponseEnd: (...values) => handler.onResponseEnd?.(...values),
      onResponseError: (...values) => handler.onResponseError?.(...values)
    };
  }
}
