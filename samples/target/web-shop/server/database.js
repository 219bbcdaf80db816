const connection = process.env.DATABASE_URL || 'postgres://shop:example-password@db.shop.example:5432/shop';

function query(text) {
  console.log('sql', connection, text);
  return [];
}

module.exports = { query };
