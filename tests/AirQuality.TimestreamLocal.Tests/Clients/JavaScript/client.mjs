// Writes and queries as a user of the SDK does. Arguments: how the endpoint is given ("code" or "environment") and its URL.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [how, url, now, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + "/"));
const write = require("@aws-sdk/client-timestream-write");
const query = require("@aws-sdk/client-timestream-query");

const config = {
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "SECRETEXAMPLE" },
  ...(how === "code" ? { endpoint: url } : {}),
};
const writer = new write.TimestreamWriteClient(config);
const reader = new query.TimestreamQueryClient(config);

await writer.send(new write.CreateDatabaseCommand({ DatabaseName: "air" }));
await writer.send(new write.CreateTableCommand({ DatabaseName: "air", TableName: "readings" }));

const record = (sensor, value, version = 1) => ({
  Dimensions: [{ Name: "sensor", Value: sensor }],
  MeasureName: "air",
  MeasureValueType: "MULTI",
  MeasureValues: [{ Name: "pm", Value: value, Type: "DOUBLE" }, { Name: "ok", Value: "true", Type: "BOOLEAN" }],
  Time: now,
  Version: version,
});
const send = (...records) => writer.send(new write.WriteRecordsCommand({ DatabaseName: "air", TableName: "readings", Records: records }));

const { RecordsIngested } = await send(record("Zürich ☕", "1.5"), record("2", "2.5"), record("3", "3.5"));
assert.equal(RecordsIngested.Total, 3);
await assert.rejects(send(record("2", "9.5")), (error) => {
  assert.ok(error instanceof write.RejectedRecordsException);
  assert.equal(error.RejectedRecords[0].RecordIndex, 0);
  return true;
});

const QueryString = 'SELECT sensor, pm, ok, time FROM "air"."readings" ORDER BY pm';
const rows = [];
for await (const page of query.paginateQuery({ client: reader, pageSize: 1 }, { QueryString })) rows.push(...page.Rows);
assert.deepEqual(rows.map((row) => row.Data[0].ScalarValue), ["Zürich ☕", "2", "3"]);
assert.deepEqual(rows.map((row) => row.Data[1].ScalarValue), ["1.5", "2.5", "3.5"]);
assert.match(rows[0].Data[3].ScalarValue, /\.\d{9}$/);
await assert.rejects(reader.send(new query.QueryCommand({ QueryString: "SELECT nope" })), { name: "ValidationException" });

const prepared = await reader.send(new query.PrepareQueryCommand({
  QueryString: 'SELECT sensor AS s, max(pm) FROM "air"."readings" WHERE sensor = @sensor AND time > @from GROUP BY sensor',
  ValidateOnly: true,
}));
assert.deepEqual(prepared.Columns, [
  { Name: "s", Type: { ScalarType: "VARCHAR" }, DatabaseName: "air", TableName: "readings", Aliased: true },
  { Name: "_col1", Type: { ScalarType: "DOUBLE" }, Aliased: false },
]);
assert.deepEqual(prepared.Parameters, [
  { Name: "sensor", Type: { ScalarType: "VARCHAR" } },
  { Name: "from", Type: { ScalarType: "TIMESTAMP" } },
]);
