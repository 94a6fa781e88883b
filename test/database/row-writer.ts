/** A process that opens an embedded database and writes numbered rows, each in a transaction, and prints a number once it is committed. */
import { connect } from '../../database/connect.ts';
import { transaction } from '../../database/transaction.ts';

const [directory = '', first = '1'] = process.argv.slice(2);
const database = await connect({ directory });
await database.knex.raw('CREATE TABLE IF NOT EXISTS ledger (number bigint PRIMARY KEY, half int NOT NULL)');
console.log('open');
for (let number = Number(first); ; number += 2) {
  await transaction(database, async (sql) => {
    await sql('ledger').insert({ number, half: 1 });
    await sql('ledger').insert({ number: number + 1, half: 2 });
  });
  console.log(String(number));
}
