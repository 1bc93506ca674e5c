import type { TreeRelationship } from '../model/is-tree.js';
import { besideConnectives, fieldName } from './field-name.js';
import { foreignKeyBase } from './foreign-key-base.js';
import { owner } from './owner.js';
import { tagValue } from './tag-value.js';

/** `ancestorsByReportsTo` and `descendantsByReportsTo`; without more where the column is called after the table. */
export function treeName(tree: TreeRelationship): string {
  const tagged = taggedTreeName(tree);
  if (tagged !== undefined) return fieldName(tagged);
  const { plain, by } = foreignKeyBase(tree.foreignKey);
  return besideConnectives((tree.kind === 'referenced' ? 'ancestors' : 'descendants') + (plain ? '' : by));
}

/** The name by `@ancestorsFieldName` or `@descendantsFieldName`, tags of the foreign key's comment. */
export function taggedTreeName(tree: TreeRelationship): string | undefined {
  return tagValue(tree.foreignKey.tags, treeTags[tree.kind], () => owner.foreignKey(tree.foreignKey));
}

export const treeTags: Readonly<Record<TreeRelationship['kind'], string>> = {
  referenced: 'ancestorsFieldName',
  referencing: 'descendantsFieldName',
};
