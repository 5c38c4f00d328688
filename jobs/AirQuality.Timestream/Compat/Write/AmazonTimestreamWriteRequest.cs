using Amazon.Runtime;

namespace Amazon.TimestreamWrite;

/// <summary>The base of every request to the write side.</summary>
public class AmazonTimestreamWriteRequest : AmazonWebServiceRequest;
