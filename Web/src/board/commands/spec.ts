import type { Replied } from "../../api/answer";
import type { Client } from "../../api/client";
import type { BoardDraft } from "../model/board-draft";
import type { Command } from "../model/commands";
import type { CardDetails } from "../model/details";
import type { BoardEvent } from "../model/model";

export type Kind = Command["kind"];
export type Of<K extends Kind> = Extract<Command, { kind: K }>;

type TypeName<T> = T extends string ? "string" : T extends number ? "number" : T extends boolean ? "boolean" : "object";
/** The fields that every command of a kind has; those that may be null or absent are left out. */
type Fields<C> = { readonly [F in keyof C as F extends "kind" ? never : null extends C[F] ? never : undefined extends C[F] ? never : F]: TypeName<C[F]> };

/** The fields of a command with ids. */
type IdField<C> = { [F in keyof C]: F extends `${string}Id` ? F : never }[keyof C];

/** Where a command is sent. */
export interface Target {
  client: Client;
  boardId: string;
  headers: Record<string, string>;
}

/** A text that someone typed, and the key of the draft of the field that it was typed in. */
export interface TypedText {
  key: string;
  text: string;
}

/** All that the page knows of one kind of command; null says that there is nothing. */
export interface CommandSpec<C extends Command> {
  /** The fields that one that was stored must have. */
  fields: Fields<C>;
  /** What the board looks like when it is done: shown at once, dropped again when the server rejects. */
  predict: ((board: BoardDraft, command: C) => void) | null;
  /** What the texts of the card look like when it is done, and as they are when it is; `me` is the member who gave it. */
  predictDetails: ((details: CardDetails, command: C, me: string) => CardDetails) | null;
  request: (to: Target, command: C) => Promise<Replied<unknown>>;
  /** For one that makes something: the field with its id, provisional at first, and the id that the server gave. */
  creates: { field: IdField<C>; id: (event: BoardEvent) => string | undefined } | null;
  /** The text that it carries; null when nothing was typed for it. */
  text: ((boardId: string, command: C) => TypedText | null) | null;
  /** The version that its text got. */
  version: ((event: BoardEvent, command: C) => number | undefined) | null;
}

export type CommandSpecs<K extends Kind> = { readonly [Key in K]: CommandSpec<Of<Key>> };
