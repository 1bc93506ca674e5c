import { Needs } from 'pillion/extension';
import { Field, ObjectType } from 'type-graphql';
import {
  Column,
  DeleteDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Role } from './visitor.js';

/**
 * Somebody who can log in. To GraphQL the class adds a field: whoever may read the e-mail address, which it needs, has it in
 * the schema.
 */
@Entity('account')
@ObjectType()
export class Account {
  @PrimaryGeneratedColumn('identity', { name: 'account_id', generatedIdentity: 'ALWAYS' })
  accountId!: number;

  @Column('text')
  @Needs()
  email!: string;

  @Column('text')
  @Needs()
  name!: string;

  @Column('text')
  role!: Role;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  @Field(() => String, { description: 'As it stands after "To:".' })
  get mailAddress(): string {
    return `${this.name} <${this.email}>`;
  }
}

/** What a customer asks the desk. */
@Entity('ticket')
export class Ticket {
  @PrimaryGeneratedColumn('identity', { name: 'ticket_id', generatedIdentity: 'ALWAYS' })
  ticketId!: number;

  @ManyToOne(() => Account, { nullable: false })
  @JoinColumn({ name: 'customer_id' })
  customer!: Relation<Account>;

  @ManyToOne(() => Account)
  @JoinColumn({ name: 'agent_id' })
  agent!: Relation<Account> | null;

  @Column('text')
  subject!: string;

  /** TypeORM leaves out what has been deleted; for GraphQL the row filters do. */
  @DeleteDateColumn({ type: 'timestamptz', name: 'deleted_at' })
  deletedAt!: Date | null;
}

/** One of the messages of a ticket. */
@Entity('message')
@ObjectType()
export class Message {
  @PrimaryGeneratedColumn('identity', { name: 'message_id', generatedIdentity: 'ALWAYS' })
  messageId!: number;

  @ManyToOne(() => Ticket, { nullable: false })
  @JoinColumn({ name: 'ticket_id' })
  ticket!: Relation<Ticket>;

  @ManyToOne(() => Account, { nullable: false })
  @JoinColumn({ name: 'author_id' })
  author!: Relation<Account>;

  @Column('text')
  body!: string;

  @Column('boolean')
  internal!: boolean;
}
