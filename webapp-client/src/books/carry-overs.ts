/**
 * What has changed about the books' types since earlier versions of the application, oldest first. A device may
 * have edits in its outbox that a version of weeks ago has written; docs/adding-an-entity-type.md tells how to
 * rename a field.
 */
import type { CarryOver } from '../sync';

export const CARRY_OVERS: readonly CarryOver[] = [];
