/**
 * A name that is not taken, with underscores behind it where it would be. The place in a function's rows is a column
 * too, though no column of the table.
 */
export function freeName(name: string, taken: (name: string) => boolean): string {
  return taken(name) || name.startsWith('ordinality')
    ? freeName(`${name}_`.replace(/^ordinality/, 'value'), taken)
    : name;
}
