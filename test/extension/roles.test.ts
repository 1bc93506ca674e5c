import 'reflect-metadata';
import { GraphQLObjectType } from 'graphql';
import {
  Arg,
  Authorized,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from 'pillion';
import { Needs } from 'pillion/extension';
import { asRole, clerksGateway, createClerks, type Role, type RoleContext } from '../gateway/clerks.js';
import type { Gateway } from '../../src/server/create-gateway.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { nodeHandler } from '../../src/server/node.js';
import { listen, post } from '../http/http-server.js';
import type { TestDatabase } from '../support/database.js';

/** A department needs only what everybody may read. */
@ObjectType()
class Department {
  @Needs() departmentId!: number;
  @Needs() name!: string;

  @Field(() => String)
  sign(): string {
    return `${this.departmentId}: ${this.name}`;
  }
}

/** Needs a salary, and guards the name. */
@ObjectType()
class Employee {
  @Needs() employeeId!: number;
  @Authorized() @Field(() => String) name!: string;
  @Needs('salary') pay!: number;
}

/** Clerks may read nothing of wages. */
@ObjectType()
class WageRun {
  @Needs() amount!: number;
}

@InterfaceType()
abstract class Report {
  @Field(() => String) title!: string;
}

@ObjectType({ implements: Report })
class StaffReport extends Report {
  @Field(() => [Employee]) staff!: Pick<Employee, 'employeeId'>[];
}

@ObjectType()
class WageReport {
  @Field(() => [WageRun]) runs!: { wageRunId: number }[];
}

const AnyReport = createUnionType({ name: 'AnyReport', types: () => [StaffReport, WageReport] as const });

@InputType()
class RaiseInput {
  @Field(() => Int) percent!: number;
}

@Resolver(() => Employee)
class EmployeeResolver {
  @FieldResolver(() => Int)
  yearlyPay(@Root() { pay }: Employee): number {
    return pay * 12;
  }

  @FieldResolver(() => Department)
  firstDepartment(): Pick<Department, 'departmentId'> {
    return { departmentId: 1 };
  }
}

@Resolver(() => WageRun)
class WageRunResolver {
  @FieldResolver(() => Int)
  cents(@Root() { amount }: WageRun): number {
    return amount * 100;
  }

  @Query(() => [WageRun])
  latestWageRuns(): object[] {
    return [{ wageRunId: 30 }];
  }

  @Mutation(() => WageRun)
  raiseWages(@Arg('by', () => RaiseInput) _by: RaiseInput): object {
    return { wageRunId: 1 };
  }
}

@Resolver(() => Department)
class DepartmentResolver {
  @FieldResolver(() => Int)
  length(@Root() { name }: Department): number {
    return name.length;
  }

  @FieldResolver(() => Employee)
  head(@Root() { departmentId }: Department): Pick<Employee, 'employeeId'> {
    return { employeeId: departmentId };
  }

  @Query(() => StaffReport)
  staffReport(): StaffReport {
    return { title: 'Staff', staff: [{ employeeId: 3 }, { employeeId: 1 }] };
  }

  @Query(() => AnyReport)
  anyReport(): StaffReport {
    return Object.assign(new StaffReport(), { title: 'Any', staff: [] });
  }

  @Query(() => WageReport)
  wageReport(): WageReport {
    return { runs: [{ wageRunId: 2 }] };
  }
}

const extension = {
  resolvers: [EmployeeResolver, WageRunResolver, DepartmentResolver],
  authChecker: () => true,
};

let database: TestDatabase;
let gateway: Gateway<RoleContext>;
const observations: Observation[] = [];
beforeAll(async () => {
  database = await createClerks();
  gateway = await clerksGateway(database, {
    extension,
    observers: [(observation) => void observations.push(observation)],
  });
});
afterAll(() => database.drop());

const ask = (role: Role | null, query: string) => gateway.execute({ query, context: { role } });
const [anon, clerk, boss] = ['pillion_test_anon', 'pillion_test_clerk', 'pillion_test_boss'] as const;

async function fieldsOf(role: Role | null, type: string): Promise<readonly string[]> {
  const found = (await gateway.forRole(role)).schema.getType(type);
  return found instanceof GraphQLObjectType ? Object.keys(found.getFields()) : [];
}

describe('the extended schema of a role', () => {
  it('has what its own columns are enough for', async () => {
    const query = '{ departments(orderBy: [{ departmentId: DESC }], first: 1) { nodes { sign length } } }';
    const last = { departments: { nodes: [{ sign: '3: department 3', length: 12 }] } };
    for (const role of [clerk, boss, null]) expect((await ask(role, query)).data).toEqual(last);
    // What policies hide stays hidden.
    expect((await ask(anon, query)).data).toEqual({
      departments: { nodes: [{ sign: '1: department 1', length: 12 }] },
    });
  });

  it('leaves out every field of a class that needs what the role may not read', async () => {
    expect(await fieldsOf(boss, 'Employee')).toEqual(expect.arrayContaining(['name', 'yearlyPay', 'firstDepartment']));
    // The name may be read, but its guard needs the salary: unguarded it would be open.
    expect(await fieldsOf(clerk, 'Employee')).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(name|yearlyPay|firstDepartment|salary)$/)]),
    );
    expect(await fieldsOf(clerk, 'Employee')).toEqual(expect.arrayContaining(['employeeId', 'departmentId']));
    expect(await fieldsOf(anon, 'Employee')).toEqual([]);
  });

  it('leaves out what gives rows that the role may not read, and what is reached from there alone', async () => {
    const sdlOf = async (role: Role | null) => (await gateway.forRole(role)).sdl();
    expect(await sdlOf(boss)).toMatch(/raiseWages.*\): WageRun!/);
    for (const role of [clerk, anon]) {
      expect(await sdlOf(role)).not.toMatch(/wage|raiseWages|cents|Mutation/i);
      expect(await sdlOf(role)).not.toContain('RaiseInput');
    }
    expect(await sdlOf(clerk)).toMatch(/^union AnyReport = StaffReport$/m);
    expect(await sdlOf(clerk)).toContain('type StaffReport implements Report');
    expect(await fieldsOf(clerk, 'Department')).toContain('head');
    expect(await fieldsOf(clerk, 'Query')).toContain('staffReport');
    // Without employees the report has its title left.
    expect(await fieldsOf(anon, 'StaffReport')).toEqual(['title']);
    expect(await fieldsOf(anon, 'Department')).not.toContain('head');
    expect(await fieldsOf(anon, 'Query')).not.toContain('employees');
  });

  it.each([
    '{ employees { nodes { yearlyPay } } }',
    '{ employees { nodes { name } } }',
    '{ latestWageRuns { amount } }',
    'mutation { raiseWages(by: { percent: 5 }) { amount } }',
    '{ wageReport { runs { cents } } }',
  ])('%s: a clerk gets the words that it would get for what never was', async (query) => {
    const { errors, data } = await ask(clerk, query);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(/^(Cannot query field|mutation: this server only reads)/);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean "(yearlyPay|name|latestWageRuns|wageReport)/);
    expect((await ask(boss, query)).errors).toBeUndefined();
  });

  it('is the same as one that a role without the need reflects, but for the fields of the host', async () => {
    const plain = await clerksGateway(database);
    const lines = (sdl: string) => new Set(sdl.split('\n').map((line) => line.trim()));
    const extended = lines((await gateway.forRole(anon)).sdl());
    for (const line of lines((await plain.forRole(anon)).sdl())) expect(extended).toContain(line);
  });
});

describe('an operation of a role', () => {
  it('runs computed fields on one statement, and gives rows by key as that role', async () => {
    observations.length = 0;
    const query = `{
      departments(first: 1) { nodes { sign head { employeeId departmentId } } }
      staffReport { title staff { employeeId } }
    }`;
    expect((await ask(clerk, query)).data).toEqual({
      departments: { nodes: [{ sign: '1: department 1', head: { employeeId: 1, departmentId: 2 } }] },
      staffReport: { title: 'Staff', staff: [{ employeeId: 3 }, { employeeId: 1 }] },
    });
    // One for the operation, one for all the rows that resolvers gave.
    expect(observations.filter(({ kind }) => kind === 'statement')).toHaveLength(2);
    expect(JSON.stringify(observations)).not.toContain('salary');
  });

  it('adds no statement where only columns are needed', async () => {
    observations.length = 0;
    const { data } = await ask(boss, '{ employees(first: 2) { nodes { name yearlyPay } } }');
    expect(data).toEqual({
      employees: {
        nodes: [
          { name: 'employee 1', yearlyPay: 12_000 },
          { name: 'employee 2', yearlyPay: 24_000 },
        ],
      },
    });
    expect(observations.filter(({ kind }) => kind === 'statement')).toHaveLength(1);
  });

  it('is filtered by row filters and policies alike', async () => {
    const filtered = await clerksGateway(database, {
      extension,
      rowFilters: {
        Employee: ({ role }) => role === boss || { departmentId: { eq: 2 } },
        Department: () => ({ departmentId: { in: [1, 2] } }),
      },
    });
    const query = '{ departments { nodes { sign head { employeeId } } } }';
    const of = async (role: Role) => (await filtered.execute({ query, context: { role } })) as unknown;
    // head is not null, so that a hidden one takes all above it along.
    expect(await of(clerk)).toMatchObject({ errors: [{ path: ['departments', 'nodes', 1, 'head'] }], data: null });
    expect(await of(boss)).toEqual({
      data: {
        departments: {
          nodes: [
            { sign: '1: department 1', head: { employeeId: 1 } },
            { sign: '2: department 2', head: { employeeId: 2 } },
          ],
        },
      },
    });
  });

  it('over HTTP: each role has its own mutations', async () => {
    const handler = nodeHandler(gateway, {
      context: ({ req }) => ({ role: req.headers['x-role'] as Role }),
    });
    await using server = await listen(handler);
    const query = 'mutation { raiseWages(by: { percent: 5 }) { amount cents } }';
    const as = (role: Role) => post(`${server.url}/graphql`, { query }, { 'x-role': role, accept: 'application/json' });
    expect(await (await as(boss)).json()).toEqual({ data: { raiseWages: { amount: 100, cents: 10_000 } } });
    const refused = await as(clerk);
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toMatch(/amount|wage_run/);
  });
});

describe('what is checked at the start', () => {
  it('is everything, though the role that reflects the database may read less', async () => {
    const lend = asRole(database);
    const less = await createGateway<RoleContext>({
      withConnection: (context, run) => lend((context as RoleContext | undefined) ?? { role: clerk }, run),
      role: ({ role }) => role,
      extension,
    });
    expect(less.sdl()).not.toMatch(/yearlyPay|cents/);
    const query = '{ employees(first: 1) { nodes { yearlyPay } } }';
    expect((await less.execute({ query, context: { role: boss } })).data).toEqual({
      employees: { nodes: [{ yearlyPay: 12_000 }] },
    });
    expect((await less.execute({ query, context: { role: clerk } })).errors).toHaveLength(1);
  });

  it('a column that is not there is a mistake, whoever may read it', async () => {
    @ObjectType('Department')
    class Misspelt {
      @Needs() nmae!: string;
      @Field(() => String) shout(): string {
        return this.nmae;
      }
    }
    @Resolver(() => Misspelt)
    class MisspeltResolver {}
    await expect(clerksGateway(database, { extension: { resolvers: [MisspeltResolver] } })).rejects.toThrow(
      /Misspelt\.nmae: Department has no column nmae\. Did you mean name\?/,
    );
  });

  it('a guarded column that cannot be left out takes the role’s operations along', async () => {
    @ObjectType('Employee')
    class Guarded {
      @Authorized() @Field(() => ID) nodeId!: string;
      @Needs() salary!: number;
    }
    @Resolver(() => Guarded)
    class GuardedResolver {}
    const guarded = await clerksGateway(database, {
      extension: { resolvers: [GuardedResolver], authChecker: () => true },
    });
    const query = '{ employees(first: 1) { nodes { nodeId } } }';
    expect((await guarded.execute({ query, context: { role: boss } })).errors).toBeUndefined();
    expect((await guarded.execute({ query, context: { role: clerk } })).errors?.[0]?.extensions.code).toBe(
      'CONFIGURATION',
    );
  });
});
