import { type HttpAnswer, jsonAnswer } from './http-answer.js';

/** Thrown for a request that is turned away before it becomes a GraphQL operation. The message is for the client. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
  }

  answer(): HttpAnswer {
    return jsonAnswer(this.status, { errors: [{ message: this.message, extensions: { code: 'BAD_REQUEST' } }] });
  }
}
