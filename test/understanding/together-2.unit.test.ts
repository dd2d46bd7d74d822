import { takeTogether } from './together.js';

await takeTogether(2);
