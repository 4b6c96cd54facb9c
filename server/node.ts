import { runServer } from './main.ts';

runServer();
