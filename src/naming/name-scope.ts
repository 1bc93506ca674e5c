/** The names that must differ from one another: all types, the fields of one type, or the values of one enum. */
export interface NameScope {
  /** `type`, `field of Album`, `value of Status`: what a name in it is. */
  readonly kind: string;
  readonly claims: readonly NameClaim[];
}

/** An object that takes a name. */
export interface NameClaim {
  readonly name: string;
  /** The object in PostgreSQL's words: `table public.album`; or `Pillion itself`. */
  readonly owner: () => string;
  /** How the host gives the object another name; undefined where nobody can. */
  readonly remedy: string | undefined;
}
