// Starts a Vendure shop on 127.0.0.1 with a few goods and one paid order, and tells where it is: node server.js PORT FOLDER
const fs = require('fs');
const path = require('path');
const { createTestEnvironment, registerInitializer, SqljsInitializer, testConfig } = require('@vendure/testing');
const { LanguageCode, dummyPaymentHandler, mergeConfig } = require('@vendure/core');
const gql = require('graphql-tag').default || require('graphql-tag');

const [port, folder] = [Number(process.argv[2]), process.argv[3]];
const data = path.join(folder, 'data');
fs.mkdirSync(data, { recursive: true });
registerInitializer('sqljs', new SqljsInitializer(data));
const config = mergeConfig(testConfig, {
  apiOptions: { port, hostname: '127.0.0.1' },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
});
const { server, adminClient, shopClient } = createTestEnvironment(config);

const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Asia',
  countries: [{ name: 'China', code: 'CN', zone: 'Asia' }],
  taxRates: [{ name: 'Standard Tax', percentage: 0 }],
  shippingMethods: [{ name: 'zto', price: 600 }],
  paymentMethods: [
    { name: 'dummy', handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] } },
  ],
  collections: [],
};

async function order() {
  const { customers } = await adminClient.query(gql`query { customers { items { emailAddress } } }`);
  const buyer = customers.items[0].emailAddress;
  const { productVariants } = await adminClient.query(gql`query { productVariants { items { id sku } } }`);
  const dress = productVariants.items.find((v) => v.sku === 'DRS-A-BK-M');
  await shopClient.asUserWithCredentials(buyer, 'test');
  await shopClient.query(gql`mutation($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { __typename } }`, { id: dress.id });
  await shopClient.query(gql`mutation { setOrderShippingAddress(input: { streetLine1: "1", province: "浙江", city: "杭州", countryCode: "CN" }) { __typename } }`);
  const { eligibleShippingMethods } = await shopClient.query(gql`query { eligibleShippingMethods { id } }`);
  await shopClient.query(gql`mutation($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename } }`, { id: [eligibleShippingMethods[0].id] });
  await shopClient.query(gql`mutation { transitionOrderToState(state: "ArrangingPayment") { __typename } }`);
  const { eligiblePaymentMethods } = await shopClient.query(gql`query { eligiblePaymentMethods { code } }`);
  const paid = await shopClient.query(gql`mutation($m: String!) { addPaymentToOrder(input: { method: $m, metadata: {} }) { ... on Order { code state } ... on ErrorResult { errorCode message } } }`, { m: eligiblePaymentMethods[0].code });
  return { buyer, order: paid.addPaymentToOrder.code, state: paid.addPaymentToOrder.state, problem: paid.addPaymentToOrder.message };
}

(async () => {
  await server.init({ productsCsvPath: path.join(__dirname, 'products.csv'), initialData, customerCount: 1, logging: false });
  await adminClient.asSuperAdmin();
  const placed = await order();
  fs.writeFileSync(path.join(folder, 'shop.json'), JSON.stringify({ port, token: adminClient.getAuthToken(), ...placed }));
  console.log('ready');
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
