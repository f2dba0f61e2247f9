namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Handles one invocation.</summary>
/// <param name="invocation">Event and context.</param>
/// <returns>The result to post.</returns>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Prepares the function before the first event is asked for.</summary>
/// <returns>False to end without serving.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
