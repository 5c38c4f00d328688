using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>The base of every request to EMR.</summary>
public class AmazonElasticMapReduceRequest : AmazonWebServiceRequest;
