// What differs between two adjacent versions of a family, as far as one is served from the other. Types only.
import type { Alternative, Step } from '../../../runtime/carry.js';
import type { ApiModel, NamedSchema, Operation, ParameterLocation, Pointer } from '../../model/types.js';

/** `up`: a request of the older version becomes one of the newer. `down`: an answer of the newer becomes one of the older. */
export type Way = 'up' | 'down';

/** One thing that is not carried over by itself, and why. */
export interface Finding {
  /** The member of an object that it is about; undefined where it is about the whole value. */
  readonly member?: string;
  /** One sentence. */
  readonly why: string;
  /** Where the one and the other version say so. */
  readonly older?: Pointer;
  readonly newer?: Pointer;
  /** Components that what is asked for is made of. */
  readonly offers?: readonly string[];
}

/** What becomes of a value on its way from one schema to another. */
export interface Related {
  /** What is done to it; undefined where it stays as it is. */
  readonly step?: Step;
  /** Empty: with that, every value that fits the one schema fits the other. */
  readonly findings: readonly Finding[];
}

/** A component schema of both versions. */
export interface CarriedSchema {
  readonly older: NamedSchema;
  readonly newer: NamedSchema;
}

/** A component schema that somebody must say something about. */
export interface SchemaAsked extends CarriedSchema {
  readonly findings: readonly Finding[];
  /** The members that are to be given; undefined: the value as a whole. */
  readonly gives?: readonly string[];
  /** True where null may stand instead of an object: nobody is asked about it. */
  readonly isNullable: boolean;
}

/** How the values of one direction are carried over. */
export interface Carried {
  /** By name; a step says `use` of one. */
  readonly steps: Readonly<Record<string, Step>>;
  readonly asked: readonly SchemaAsked[];
  /** Components that have a step. */
  readonly named: readonly CarriedSchema[];
  /** Keys of the components by which alternatives are told apart. */
  readonly guards: readonly string[];
}

/** A part of the newer version's input that an operation's `up` is to give. */
export interface PartAsked {
  readonly place: ParameterLocation | 'body';
  /** Of a place of parameters. */
  readonly names: readonly string[];
}

/** An answer of the newer version that has no place among those of the older. */
export interface AnswerAsked {
  /** The key of its status: `201`, `4XX`, `default`. */
  readonly status: string;
  /** Undefined: an answer without a body. */
  readonly mediaType?: string;
  readonly findings: readonly Finding[];
}

/** How an operation of the older version is served from the newer. */
export interface OperationChange {
  readonly older: Operation;
  /** Undefined: the newer version has no such operation. */
  readonly newer?: Operation;
  readonly input: InputChange;
  readonly answers: readonly AnswerChange[];
}

export interface InputChange {
  /** Older name of a path parameter → newer name, where they differ. */
  readonly renamed: Readonly<Record<string, string>>;
  readonly places: Readonly<Partial<Record<ParameterLocation, Step>>>;
  /** Media type of the older → of the newer version, and what is done to the value. */
  readonly bodies: readonly { readonly from: string; readonly to: string; readonly step?: Step }[];
  /** True where the newer version has parameters with defaults that the older does not know. */
  readonly fills: boolean;
  /** Undefined: nothing is asked. */
  readonly asked?: { readonly parts: readonly PartAsked[]; readonly findings: readonly Finding[] };
}

export interface AnswerChange {
  /** Status and media type as the newer version has them. */
  readonly status: string;
  readonly mediaType?: string;
  /** As the older has it. */
  readonly to?: string;
  readonly step?: Step;
  readonly dropHeaders: readonly string[];
  /** Undefined: it has a place. */
  readonly asked?: AnswerAsked;
}

export interface VersionChange {
  readonly operations: readonly OperationChange[];
  readonly up: Carried;
  readonly down: Carried;
}

/** Two versions that are served, one behind the other, and how they differ. */
export interface AdjacentVersions {
  readonly older: ApiModel;
  readonly newer: ApiModel;
  readonly change: VersionChange;
}

export type { Alternative, Step };
