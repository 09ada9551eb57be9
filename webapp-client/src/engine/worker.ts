/** The worker in which the engine runs. A team's own conflict resolvers would be set here, before it begins. */
import { CARRY_OVERS } from '../books/carry-overs';
import { serveEngine } from '../sync';

serveEngine(self, CARRY_OVERS);
