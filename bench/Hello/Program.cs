using System.Text;
using Amazon.Lambda.RuntimeSupport;

var hello = Encoding.UTF8.GetBytes("""{"statusCode":200,"headers":{"content-type":"application/json"},"body":"\"Hello\""}""");
using var bootstrap = new LambdaBootstrap(_ => Task.FromResult(new InvocationResponse(new MemoryStream(hello))));
await bootstrap.RunAsync();
