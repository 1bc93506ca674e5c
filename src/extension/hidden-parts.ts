/** What of the host's schema is not there for a role. */
export interface HiddenParts {
  /** By name. */
  readonly types: ReadonlySet<string>;
  /** As `fieldName` writes them. */
  readonly fields: ReadonlySet<string>;
}

export const nothingHidden: HiddenParts = { types: new Set(), fields: new Set() };

export function fieldName(type: { readonly name: string }, field: { readonly name: string }): string {
  return `${type.name}.${field.name}`;
}
