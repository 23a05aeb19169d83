import type { Dispatcher } from 'undici';

/** Whether undici began to write a request: until then a failure proves that nothing was sent. */
export class SendWatch {
  #began = false;

  get began(): boolean {
    return this.#began;
  }

  /** The same dispatcher, for one request that is watched. */
  through(dispatcher: Dispatcher): Dispatcher {
    return dispatcher.compose(dispatch => (options, handler) => dispatch(options, this.#watched(handler)));
  }

  /** undici calls onRequestStart on a connection that is made, right before it writes the head of the request. */
  #watched(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller, context) => {
        handler.onRequestStart?.(controller, context);
        // A signal that was aborted already ends the request here.
        this.#began ||= !controller.aborted;
      },
      onRequestUpgrade: (...values) => handler.onRequestUpgrade?.(...values),
      onResponseStart: (...values) => handler.onResponseStart?.(...values),
      onResponseData: (...values) => handler.onResponseData?.(...values),
      onResponseEnd: (...values) => handler.onResponseEnd?.(...values),
      onResponseError: (...values) => handler.onResponseError?.(...values)
    };
  }
}
