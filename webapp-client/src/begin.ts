/** What the page does before its components are loaded: it says how the books are to be opened, and opens them. */
import { CARRY_OVERS } from './books/carry-overs';
import engineUrl from './engine/worker?worker&url';
import { carryOver, getTidebookClient, runEngineIn } from './sync';
import { openEarly } from './ui/session/opening';

runEngineIn(engineUrl);
carryOver(CARRY_OVERS);
openEarly(getTidebookClient());
