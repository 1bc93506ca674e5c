import { getOperationAST, getVariableValues, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { bindSlots } from '../../src/plan/bind-slots.js';
import type { PlanContext } from '../../src/plan/plan-context.js';
import { planOperation } from '../../src/plan/plan-operation.js';
import type { OperationPlan } from '../../src/plan/operation-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { compileAnswer } from '../../src/sql/compile-answer.js';
import type { Statement } from '../../src/sql/statement.js';
import { shopNames, shopSchema } from '../typesystem/shop-model.js';

type Variables = Readonly<Record<string, unknown>>;

export interface Planned {
  readonly plan: OperationPlan;
  readonly printed: string;
  /** The variables as graphql-js coerced them. */
  readonly variables: Variables;
  readonly statement: Statement | undefined;
  /** One text for each parameter of the statement. */
  readonly values: readonly string[];
}

/** Takes an operation on the shop's schema as far as the database, and throws what a client would be told. */
export function planOf(source: string, inputs: Variables = {}, schema: GraphQLSchema = shopSchema): Planned {
  const document = parse(source);
  const [invalid] = validate(schema, document);
  if (invalid !== undefined) throw invalid;
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('One operation is planned at a time.');
  const { coerced: variables, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], inputs);
  if (variables === undefined) throw errors[0] ?? new Error('The variables were refused.');
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const pageSizes = { defaultOf: () => 100, maximumOf: () => 1000 };
  const context: PlanContext = { schema, names: shopNames, pageSizes, fragments, variables };
  const plan = planOperation(context, operation);
  const { statement } = compileAnswer(plan, shopNames.enumValues, undefined);
  if (statement !== undefined) bindSlots(statement.checked, variables);
  const values = statement === undefined ? [] : bindSlots(statement.slots, variables);
  return { plan, printed: printPlan(plan), variables, statement, values };
}

/** A cursor or global identifier as a client could make one up. */
export function opaque(...parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64');
}
