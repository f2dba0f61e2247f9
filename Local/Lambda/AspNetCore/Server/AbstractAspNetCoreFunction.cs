namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>What the functions of ASP.NET Core have in common.</summary>
public abstract class AbstractAspNetCoreFunction
{
    /// <summary>Key of the invocation's context in <c>HttpContext.Items</c>.</summary>
    public const string LAMBDA_CONTEXT = "LambdaContext";

    /// <summary>Key of the event in <c>HttpContext.Items</c>.</summary>
    public const string LAMBDA_REQUEST_OBJECT = "LambdaRequestObject";
}
