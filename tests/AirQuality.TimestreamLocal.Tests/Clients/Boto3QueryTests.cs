using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>The Query API as an unmodified boto3 sees it.</summary>
public sealed class Boto3QueryTests
{
    private const string WriteRows = """
        def write_rows(count):
            for start in range(0, count, 100):
                write.write_records(DatabaseName='d', TableName='t', CommonAttributes={'MeasureName': 'air', 'MeasureValueType': 'MULTI'}, Records=[
                    dict(Dimensions=[{'Name': 'sensor', 'Value': f's{i:04}'}], Time=str(now - i),
                         MeasureValues=[{'Name': 'n', 'Value': str(i), 'Type': 'BIGINT'}, {'Name': 'x', 'Value': str(i / 2), 'Type': 'DOUBLE'}])
                    for i in range(start, min(start + 100, count))])

        def values(page):
            return [[d.get('ScalarValue') for d in row['Data']] for row in page['Rows']]

        """;

    [PythonFact]
    public async Task Select_EveryWrittenType_TypedColumnsAndTexts()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, WriteRows + """
            write.write_records(DatabaseName='d', TableName='t', Records=[
                dict(Dimensions=[{'Name': 'city', 'Value': 'Zürich 😀'}], MeasureName='all', MeasureValueType='MULTI', Time=str(now), MeasureValues=[
                    {'Name': 'd', 'Value': '35', 'Type': 'DOUBLE'}, {'Name': 'n', 'Value': '-9223372036854775808', 'Type': 'BIGINT'},
                    {'Name': 'b', 'Value': 'True', 'Type': 'BOOLEAN'}, {'Name': 's', 'Value': 'a "q"\n', 'Type': 'VARCHAR'},
                    {'Name': 'ts', 'Value': '1596848400000', 'Type': 'TIMESTAMP'}]),
                dict(Dimensions=[{'Name': 'city', 'Value': 'x'}], MeasureName='one', MeasureValue='1655487883.7710001', Time=str(now + 1))])
            page = query.query(QueryString='SELECT * FROM "d"."t" ORDER BY time')
            equal([(c['Name'], c['Type']['ScalarType']) for c in page['ColumnInfo']], [
                ('city', 'VARCHAR'), ('measure_name', 'VARCHAR'), ('time', 'TIMESTAMP'), ('measure_value::double', 'DOUBLE'),
                ('d', 'DOUBLE'), ('n', 'BIGINT'), ('b', 'BOOLEAN'), ('s', 'VARCHAR'), ('ts', 'TIMESTAMP')])
            equal(values(page), [
                ['Zürich 😀', 'all', '2026-11-24 08:00:00.000000000', None, '35.0', '-9223372036854775808', 'true', 'a "q"\n', '2020-08-08 01:00:00.000000000'],
                ['x', 'one', '2026-11-24 08:00:00.001000000', '1.6554878837710001E9', None, None, None, None, None]])
            equal(page['Rows'][0]['Data'][3], {'NullValue': True})
            equal(page['QueryStatus']['ProgressPercentage'], 100.0)
            assert 'NextToken' not in page
            equal(values(query.query(QueryString='SELECT 1')), [['1']])
            """);
    }

    [PythonFact]
    public async Task Paginator_OverPages_GivesEveryRowOnce()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, WriteRows + """
            write_rows(250)
            sql = 'SELECT n FROM d.t ORDER BY n'
            pages = list(query.get_paginator('query').paginate(QueryString=sql, MaxRows=100))
            equal([len(p['Rows']) for p in pages], [100, 100, 50])
            equal([v for p in pages for v, in values(p)], [str(i) for i in range(250)])
            equal({p['QueryId'] for p in pages}, {pages[0]['QueryId']})
            assert all(p['ColumnInfo'] == pages[0]['ColumnInfo'] for p in pages)

            empty = query.query(QueryString='SELECT n, x FROM d.t WHERE n > 1000')
            equal((empty['Rows'], [c['Name'] for c in empty['ColumnInfo']]), ([], ['n', 'x']))
            """);
    }

    [PythonFact]
    public async Task Tokens_UsedWrongly_ValidationException()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, WriteRows + """
            write_rows(100)
            sql = 'SELECT n FROM d.t ORDER BY n'
            first = query.query(QueryString=sql, MaxRows=10)
            token = first['NextToken']
            for arguments in (dict(QueryString=sql + ' ', NextToken=token), dict(QueryString=sql, NextToken='made-up')):
                e = error(query.query, **arguments)
                equal((type(e).__name__, e.response['Error']['Message']), ('ValidationException', 'Invalid pagination token'))
            second = query.query(QueryString=sql, NextToken=token, MaxRows=10)
            equal(query.query(QueryString=sql, NextToken=token, MaxRows=10)['Rows'], second['Rows'])
            assert second['NextToken'] != token

            assert query.cancel_query(QueryId=first['QueryId'])['CancellationMessage']
            assert query.cancel_query(QueryId=first['QueryId'])['CancellationMessage']
            e = error(query.query, QueryString=sql, NextToken=second['NextToken'])
            equal((type(e).__name__, e.response['ResponseMetadata']['HTTPStatusCode']), ('ConflictException', 409))
            """);
    }

    [PythonFact]
    public async Task PrepareQuery_WithParameters_ColumnsAndTypes()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, WriteRows + """
            write_rows(1)
            sql = 'SELECT sensor, avg(x) AS m FROM "d"."t" WHERE n < @most AND time BETWEEN @from AND @to GROUP BY sensor'
            answer = query.prepare_query(QueryString=sql, ValidateOnly=True)
            equal(answer['QueryString'], sql)
            equal(answer['Columns'], [
                {'Name': 'sensor', 'Type': {'ScalarType': 'VARCHAR'}, 'DatabaseName': 'd', 'TableName': 't', 'Aliased': False},
                {'Name': 'm', 'Type': {'ScalarType': 'DOUBLE'}, 'Aliased': True}])
            equal([(p['Name'], p['Type']['ScalarType']) for p in answer['Parameters']], [('most', 'BIGINT'), ('from', 'TIMESTAMP'), ('to', 'TIMESTAMP')])
            for arguments in (dict(QueryString=sql), dict(QueryString='SELECT @', ValidateOnly=True)):
                equal(type(error(query.prepare_query, **arguments)).__name__, 'ValidationException')
            """);
    }

    [PythonFact]
    public async Task Queries_Wrong_ServicesMessages()
    {
        await using var server = await TestServer.StartWithTableAsync();

        await Boto3.RunAsync(server, """
            for sql, message in [
                ('SELECT vehicle FROM d.t', "line 1:8: Column 'vehicle' does not exist"),
                ('SELECT 1 FROM nowhere.t', "Requested database 'nowhere' not found for identifier 'nowhere.t' at line 1:15"),
                ('SELEKT 1', 'line 1:1: mismatched input')]:
                e = error(query.query, QueryString=sql)
                equal((type(e).__name__, e.response['ResponseMetadata']['HTTPStatusCode']), ('ValidationException', 400))
                assert e.response['Error']['Message'].startswith(message), e.response['Error']['Message']
            for arguments in (dict(QueryString='SELECT 1', MaxRows=1001), dict(QueryString='x' * 262145)):
                assert 'failed to satisfy constraint' in error(query.query, **arguments).response['Error']['Message']
            """);
    }
}
