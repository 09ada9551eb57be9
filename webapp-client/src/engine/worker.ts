/** The worker in which the engine runs. Rules for conflicts of your own are imported here too (docs/conflicts.md). */
import { CARRY_OVERS } from '../books/carry-overs';
import { serveEngine } from '../sync';

serveEngine(self, CARRY_OVERS);
