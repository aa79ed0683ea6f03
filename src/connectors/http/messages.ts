/** One request without a body. */
export interface HttpQuery {
  /** Appended to the base address's path; may be empty. */
  readonly path: string;
  /** Ready encoded, without `?`. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the request at once, wherever it stands. */
  readonly signal: AbortSignal;
}

/** One request with a body. */
export interface HttpRequest extends HttpQuery {
  /** Sent as UTF-8. */
  readonly body: string;
}

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; a header sent several times is a list. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The whole body; never with characters that stand for bytes which could not be read, unless the status is an error. */
  readonly text: string;
}
