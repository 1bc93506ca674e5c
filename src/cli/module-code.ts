/** What a module takes from another one. */
export interface ImportedNames {
  readonly from: string;
  readonly values?: readonly string[];
  readonly types?: readonly string[];
  readonly defaultType?: string;
}

/**
 * Writes a module in TypeScript, or in JavaScript: then without types, and without whatever stands between « and ».
 *
 * @example
 * moduleCode([{ from: 'knex', types: ['Knex'] }], 'export function f(knex«: Knex») {}\n', 'javascript'); // 'export function f(knex) {}\n'
 */
export function moduleCode(
  imports: readonly ImportedNames[],
  code: string,
  language: 'typescript' | 'javascript',
): string {
  const typed = language === 'typescript';
  const lines = importLines(imports, typed);
  const head = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  return head + (typed ? code.replace(/[«»]/g, '') : code.replace(/«[^»]*»/g, ''));
}

function importLines(imports: readonly ImportedNames[], typed: boolean): readonly string[] {
  const modules = [...new Set(imports.map(({ from }) => from))].toSorted();
  return modules.flatMap((module) => {
    const taken = imports.filter(({ from }) => from === module);
    const values = unique(taken.flatMap((names) => names.values ?? []));
    const types = typed
      ? unique(taken.flatMap((names) => names.types ?? [])).filter((name) => !values.includes(name))
      : [];
    const defaultType = typed ? taken.find((names) => names.defaultType !== undefined)?.defaultType : undefined;
    const lines = defaultType === undefined ? [] : [`import type ${defaultType} from '${module}';`];
    if (values.length > 0) {
      const names = [...values, ...types.map((type) => `type ${type}`)].toSorted(byName);
      lines.push(`import { ${names.join(', ')} } from '${module}';`);
    } else if (types.length > 0) {
      lines.push(`import type { ${types.join(', ')} } from '${module}';`);
    }
    return lines;
  });
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

function byName(left: string, right: string): number {
  const [first, second] = [left, right].map((name) => name.replace('type ', '').toLowerCase());
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
