export { amqpSearch } from './search.ts';
