/** What the launcher asks before `./waypost serve`: prints the path of the bundle; nothing where none can be made, and the sources run. */
import { serveBundle } from './serve-bundle.ts';

const program = await serveBundle();
if (program !== undefined) console.log(program);
