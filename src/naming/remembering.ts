/** The same function of a name, which remembers what it gave: a name of the database goes into many names of the schema. */
export function remembering(work: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = work(name);
    // For processes that live through many databases.
    if (known.size >= mostNames) known.clear();
    known.set(name, made);
    return made;
  };
}

const mostNames = 10_000;
