using AirQuality.TimestreamLocal.Tests.Clients;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Catalog;

public sealed class TagOperationsTests
{
    private const string Database = "arn:aws:timestream:us-east-1:000000000000:database/d";

    [Fact]
    public async Task Tags_SetChangedAndTakenAway_AreThoseAfterARestart()
    {
        string folder = TestServer.NewFolder();
        await using (var server = await TestServer.StartAsync(folder))
        {
            await server.OkAsync("CreateDatabase", """{"DatabaseName":"d","Tags":[{"Key":"owner","Value":"air"},{"Key":"old","Value":"x"}]}""");
            await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t","Tags":[{"Key":"kind","Value":"readings"}]}""");
            await server.OkAsync("TagResource", $$"""{"ResourceARN":"{{Database}}","Tags":[{"Key":"owner","Value":"us"},{"Key":"a","Value":""}]}""");
            await server.OkAsync("UntagResource", $$"""{"ResourceARN":"{{Database}}","TagKeys":["old","never"]}""");
        }

        await using (var server = await TestServer.StartAsync(folder))
        {
            Assert.Equal("""[{"Key":"a","Value":""},{"Key":"owner","Value":"us"}]""", await ListAsync(server, Database));
            Assert.Equal("""[{"Key":"kind","Value":"readings"}]""", await ListAsync(server, Database + "/table/t"));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Tags_OfADeletedTable_AreNotThoseOfItsSuccessor()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.OkAsync("TagResource", $$"""{"ResourceARN":"{{Database}}/table/t","Tags":[{"Key":"k","Value":"v"}]}""");
        await server.OkAsync("DeleteTable", """{"DatabaseName":"d","TableName":"t"}""");
        await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t"}""");

        Assert.Equal("[]", await ListAsync(server, Database + "/table/t"));
    }

    [Theory]
    [InlineData("arn:aws:timestream:us-east-1:000000000000:database/none", "ResourceNotFoundException")]
    [InlineData("arn:aws:timestream:us-east-1:000000000000:database/d/table/none", "ResourceNotFoundException")]
    [InlineData("arn:aws:timestream:eu-west-1:000000000000:database/d", "ResourceNotFoundException")]
    [InlineData("arn:aws:s3:::d", "ValidationException")]
    [InlineData("", "ValidationException")]
    public async Task List_OfSomethingElse_IsRefused(string arn, string error)
    {
        await using var server = await TestServer.StartWithTableAsync();

        Assert.Equal(error, (await server.CallAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}""")).Error);
    }

    [Fact]
    public async Task Tags_BeyondTheLimits_AreRefused()
    {
        await using var server = await TestServer.StartWithTableAsync();
        string Tags(int from, int count) => string.Join(',', Enumerable.Range(from, count).Select(i => $$"""{"Key":"k{{i:000}}","Value":"v"}"""));

        await server.OkAsync("TagResource", $$"""{"ResourceARN":"{{Database}}","Tags":[{{Tags(0, 200)}}]}""");
        var one = await server.CallAsync("TagResource", $$"""{"ResourceARN":"{{Database}}","Tags":[{{Tags(200, 1)}}]}""");
        var many = await server.CallAsync("TagResource", $$"""{"ResourceARN":"{{Database}}","Tags":[{{Tags(0, 201)}}]}""");
        var longKey = await server.CallAsync("TagResource", $$"""{"ResourceARN":"{{Database}}","Tags":[{"Key":"{{new string('k', 129)}}","Value":"v"}]}""");

        Assert.Equal("ServiceQuotaExceededException", one.Error);
        Assert.Contains("length less than or equal to 200", many.Message, StringComparison.Ordinal);
        Assert.Contains("'tags.1.member.key'", longKey.Message, StringComparison.Ordinal);
        var page = await server.OkAsync("ListTagsForResource", $$"""{"ResourceARN":"{{Database}}","MaxResults":150}""");
        var rest = await server.OkAsync("ListTagsForResource", $$"""{"ResourceARN":"{{Database}}","NextToken":"{{page["NextToken"].GetString()}}"}""");
        Assert.Equal((150, 50), (page["Tags"].GetArrayLength(), rest["Tags"].GetArrayLength()));
    }

    [PythonFact]
    public async Task TagsAndAccountSettings_WithBoto3_AreWhatWasSet()
    {
        await using var server = await TestServer.StartAsync();
        await Boto3.RunAsync(server, """
            arn = write.create_database(DatabaseName='air', Tags=[{'Key': 'a', 'Value': '1'}])['Database']['Arn']
            for api in (write, query):
                api.tag_resource(ResourceARN=arn, Tags=[{'Key': 'b', 'Value': '2'}])
                equal(api.list_tags_for_resource(ResourceARN=arn)['Tags'], [{'Key': 'a', 'Value': '1'}, {'Key': 'b', 'Value': '2'}])
                api.untag_resource(ResourceARN=arn, TagKeys=['b'])
            equal(query.describe_account_settings()['MaxQueryTCU'], 200)
            equal(query.update_account_settings(MaxQueryTCU=40)['MaxQueryTCU'], 40)
            equal(query.describe_account_settings()['QueryPricingModel'], 'COMPUTE_UNITS')
            equal(error(query.update_account_settings, MaxQueryTCU=5).response['Error']['Code'], 'ValidationException')
            """);
    }

    private static async Task<string> ListAsync(TestServer server, string arn) =>
        (await server.OkAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}"""))["Tags"].GetRawText();
}
