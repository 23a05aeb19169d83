import type { NameIn, ParamsIn, ResultIn } from '../../src/shared/protocol/channel.ts';
import { OPENS_LIST } from '../../src/shared/protocol/requests.ts';
import type { REQUESTS } from '../../src/shared/protocol/requests.ts';
import { Rpc } from '../rpc.ts';
import { withFocusBack } from './focusBack.ts';

type Requests = typeof REQUESTS;

/** The requests of the form. It has the focus again after those that open a list of VS Code. */
export class FormRpc extends Rpc {
  override ask<N extends NameIn<Requests>>(name: N, params: ParamsIn<Requests, N>): Promise<ResultIn<Requests, N>> {
    const answer = super.ask(name, params);
    return OPENS_LIST.has(name) ? withFocusBack(answer) : answer;
  }
}
