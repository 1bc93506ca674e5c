/**
 * The `data` of an answer as the text that PostgreSQL wrote. It passes through Apollo Server unparsed; a plugin that
 * serializes the result sees what a client would see.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
