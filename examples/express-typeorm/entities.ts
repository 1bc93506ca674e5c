import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';

/** An evening at the potter's wheel. */
@Entity('workshop')
export class Workshop {
  @PrimaryGeneratedColumn('identity', { name: 'workshop_id', generatedIdentity: 'ALWAYS' })
  workshopId!: number;

  @Column('text')
  title!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('int', { comment: 'Wheels in the studio.' })
  seats!: number;

  @OneToMany(() => Booking, (booking) => booking.workshop)
  bookings!: Relation<Booking[]>;
}

/** Seats of a workshop that somebody has taken. */
@Entity('booking')
export class Booking {
  @PrimaryGeneratedColumn('identity', { name: 'booking_id', generatedIdentity: 'ALWAYS' })
  bookingId!: number;

  @ManyToOne(() => Workshop, (workshop) => workshop.bookings, { nullable: false })
  @JoinColumn({ name: 'workshop_id' })
  @Index()
  workshop!: Relation<Workshop>;

  @Column('text')
  guest!: string;

  @Column('int')
  seats!: number;
}
