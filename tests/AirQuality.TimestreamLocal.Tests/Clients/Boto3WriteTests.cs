using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>The Write API as an unmodified boto3 sees it.</summary>
public sealed class Boto3WriteTests
{
    [PythonFact]
    public async Task ControlPlane_CreateToDelete_TypedAnswersAndErrors()
    {
        await using var server = await TestServer.StartAsync();

        await Boto3.RunAsync(server, """
            db = write.create_database(DatabaseName='air')['Database']
            equal(db['Arn'], 'arn:aws:timestream:us-east-1:000000000000:database/air')
            equal(int(db['CreationTime'].timestamp() * 1000), now)
            table = write.create_table(DatabaseName='air', TableName='readings',
                RetentionProperties={'MemoryStoreRetentionPeriodInHours': 24, 'MagneticStoreRetentionPeriodInDays': 7},
                MagneticStoreWriteProperties={'EnableMagneticStoreWrites': True},
                Schema={'CompositePartitionKey': [{'Type': 'DIMENSION', 'Name': 'station', 'EnforcementInRecord': 'OPTIONAL'}]})['Table']
            equal(write.describe_table(DatabaseName='air', TableName='readings')['Table'], table)
            equal(table['Schema']['CompositePartitionKey'][0]['Name'], 'station')
            equal(write.describe_database(DatabaseName='air')['Database']['TableCount'], 1)
            equal([t['TableName'] for t in write.list_tables(DatabaseName='air')['Tables']], ['readings'])
            equal(write.update_table(DatabaseName='air', TableName='readings', RetentionProperties={
                'MemoryStoreRetentionPeriodInHours': 1, 'MagneticStoreRetentionPeriodInDays': 1})['Table']['RetentionProperties']['MemoryStoreRetentionPeriodInHours'], 1)

            for call, arguments, name, status in [
                (write.create_database, dict(DatabaseName='air'), 'ConflictException', 409),
                (write.create_table, dict(DatabaseName='air', TableName='readings'), 'ConflictException', 409),
                (write.describe_database, dict(DatabaseName='none'), 'ResourceNotFoundException', 404),
                (write.delete_database, dict(DatabaseName='air'), 'ValidationException', 400),
                (write.create_database, dict(DatabaseName='a b'), 'ValidationException', 400),
                (write.list_tags_for_resource, dict(ResourceARN='arn:aws:s3:::air'), 'ValidationException', 400)]:
                e = error(call, **arguments)
                equal((type(e).__name__, e.response['ResponseMetadata']['HTTPStatusCode']), (name, status))
                assert e.response['Error']['Message'] and e.response['Message'], e.response

            write.delete_table(DatabaseName='air', TableName='readings')
            write.delete_database(DatabaseName='air')
            equal(write.list_databases()['Databases'], [])
            """);
    }

    [PythonFact]
    public async Task Paginators_OverManyTables_SeeEachOnce()
    {
        await using var server = await TestServer.StartAsync();

        await Boto3.RunAsync(server, """
            for d in ('a', 'b'):
                write.create_database(DatabaseName=d)
                for t in range(25):
                    write.create_table(DatabaseName=d, TableName=f't{t:02}')

            def pages(**arguments):
                token, seen = {}, []
                while True:
                    page = write.list_tables(**arguments, **token)
                    seen += [(t['DatabaseName'], t['TableName']) for t in page['Tables']]
                    if 'NextToken' not in page:
                        return seen
                    token = {'NextToken': page['NextToken']}

            equal(pages(MaxResults=7), [(d, f't{t:02}') for d in ('a', 'b') for t in range(25)])
            equal(pages(DatabaseName='b'), [('b', f't{t:02}') for t in range(25)])
            """);
    }

    [PythonFact]
    public async Task Records_EveryRule_ReportedAsTheServiceDoes()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, """
            target = dict(DatabaseName='d', TableName='t')
            def record(value='1.5', **more):
                return dict(Dimensions=[{'Name': 'station', 'Value': 'Zürich 😀'}], MeasureName='pm', MeasureValue=value, Time=str(now), **more)

            equal(write.write_records(**target, Records=[record()])['RecordsIngested'], {'Total': 1, 'MemoryStore': 1, 'MagneticStore': 0})
            equal(write.write_records(**target, Records=[record()])['RecordsIngested']['Total'], 1)

            e = error(write.write_records, **target, Records=[record('2'), record('3', Version=7), record('4', Version=2)])
            assert isinstance(e, write.exceptions.RejectedRecordsException)
            equal(e.response['ResponseMetadata']['HTTPStatusCode'], 419)
            equal([(r['RecordIndex'], r.get('ExistingVersion')) for r in e.response['RejectedRecords']], [(0, None), (2, 7)])

            e = error(write.write_records, **target, Records=[dict(record(), Time=str(now - 7 * 86400000)), dict(record(), Time='253402300799000')])
            equal([r['RecordIndex'] for r in e.response['RejectedRecords']], [0, 1])
            assert 'of the memory store' in e.response['RejectedRecords'][0]['Reason']

            common = dict(Dimensions=[{'Name': 'city', 'Value': 'x'}], MeasureName='all', MeasureValueType='MULTI', Time=str(now), Version=3)
            multi = [dict(Dimensions=[{'Name': 'station', 'Value': str(i)}], MeasureValues=[
                {'Name': 'd', 'Value': '1.25', 'Type': 'DOUBLE'}, {'Name': 'n', 'Value': '9223372036854775807', 'Type': 'BIGINT'},
                {'Name': 'b', 'Value': 'True', 'Type': 'BOOLEAN'}, {'Name': 's', 'Value': 'a "q" \\ <b>&\n', 'Type': 'VARCHAR'},
                {'Name': 'ts', 'Value': str(now), 'Type': 'TIMESTAMP'}]) for i in range(100)]
            equal(write.write_records(**target, CommonAttributes=common, Records=multi)['RecordsIngested']['Total'], 100)

            for bad, message in [
                (record('None', MeasureValueType='BIGINT'), 'Invalid value None for bigint measure value type.'),
                (dict(record(), Time='soon'), 'Invalid time for record.'),
                (record('1', MeasureValueType='TIMESTAMP'), 'TIMESTAMP is an invalid measure value type.')]:
                e = error(write.write_records, **target, Records=[bad])
                equal((type(e).__name__, e.response['Error']['Message']), ('ValidationException', message))
            equal(type(error(write.write_records, **target, Records=[record()] * 101)).__name__, 'ValidationException')
            """);
    }

    [PythonFact]
    public async Task EndpointFromEnvironment_IsDiscovered()
    {
        await using var server = await TestServer.StartAsync();
        string endpoint = server.Endpoint.ToString();

        await Boto3.RunAsync(
            server,
            """
            discovering = client('timestream-write')
            discovering.create_database(DatabaseName='found')
            equal(discovering.list_databases()['Databases'][0]['DatabaseName'], 'found')
            """,
            ("AWS_ENDPOINT_URL_TIMESTREAM_WRITE", endpoint),
            ("AWS_ENDPOINT_URL_TIMESTREAM_QUERY", endpoint));
    }

    [PythonFact]
    public async Task Faults_ThrottledFailedAndLostAnswers_RetriedWithoutRejects()
    {
        var script = FaultScript.Parse("""
            {"rules":[{"operation":"WriteRecords","fault":"throttle","count":1},{"operation":"WriteRecords","fault":"server_error","skip":2,"count":1},
                      {"operation":"WriteRecords","fault":"drop_answer","skip":4,"count":1}]}
            """);
        await using var server = await TestServer.StartWithTableAsync(faults: script);

        await Boto3.RunAsync(server, """
            for i in range(3):
                answer = write.write_records(DatabaseName='d', TableName='t', Records=[dict(
                    Dimensions=[{'Name': 's', 'Value': str(i)}], MeasureName='m', MeasureValue='1', Time=str(now))])
                equal((i, answer["RecordsIngested"]["Total"], answer["ResponseMetadata"]["RetryAttempts"]), (i, 1, 1))
            """);
    }
}
