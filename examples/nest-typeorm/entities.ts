import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Role } from './visitor.js';

/** Somebody who can log in. */
@Entity('account')
export class Account {
  @PrimaryGeneratedColumn('identity', { name: 'account_id', generatedIdentity: 'ALWAYS' })
  accountId!: number;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Role;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;
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
}

/** One of the messages of a ticket. */
@Entity('message')
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
