import type { BaseContext, GraphQLRequestContext } from '@apollo/server';
import { errorCodeEntry } from '../errors/error-codes.js';
import { type HttpAnswer, jsonAnswer } from './http-answer.js';

/** What every operation gets while there is no schema to answer it from. */
export function unavailableAnswer(): HttpAnswer {
  return jsonAnswer(entry.status, body, { 'retry-after': retryAfter });
}

/** Turns the answer that Apollo Server is about to send into the same. */
export function unavailableResponse(response: GraphQLRequestContext<BaseContext>['response']): void {
  response.body = { kind: 'single', singleResult: body };
  response.http.status = entry.status;
  response.http.headers.set('retry-after', retryAfter);
}

const entry = errorCodeEntry('UNAVAILABLE');
const retryAfter = String(entry.retryAfter);
const body = { errors: [{ message: entry.message, extensions: { code: 'UNAVAILABLE' } }] };
