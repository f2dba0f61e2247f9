using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KanbanAspire.Api.OpenApi;

/// <summary>Describes what endpoints take from the request themselves: ids in the route, headers, and how they reject.</summary>
internal static class Parameters
{
    private const string ProblemName = "Problem";

    /// <summary>Describes one operation.</summary>
    internal static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var path = context.Description.RelativePath ?? string.Empty;
        if (!path.StartsWith("api/", StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        var parameters = operation.Parameters?.ToList() ?? [];
        var missing = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))
            .Where(name => !parameters.Exists(parameter => parameter.Name == name));
        parameters.InsertRange(0, missing.Select(name => Parameter(name, ParameterLocation.Path, null)));
        parameters.AddRange(Headers(path, context.Description.HttpMethod ?? "GET"));
        operation.Parameters = [.. parameters];
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Problem",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, context.Document) },
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>Describes the problem details that all operations share.</summary>
    internal static Task DescribeProblem(
        Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[ProblemName] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details (RFC 9457). Switch on type; some types have members of their own.",
            Required = new HashSet<string>(["type", "title", "status"], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("Stable URI of the kind of problem."),
                ["title"] = Text("The same sentence each time."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "HTTP status code." },
                ["detail"] = Text("What is wrong this time."),
                ["traceId"] = Text("Trace in which the request is found."),
                ["limit"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The limit that was met." },
                ["current"] = Text("The text as it is now, for stale-text."),
                ["currentVersion"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Its version." },
                ["changed"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = Text("Name of a field."),
                    Description = "What others changed since, for undo-conflict.",
                },
            },
        };
        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> Headers(string path, string method)
    {
        if (method == "GET")
        {
            return path.EndsWith("boards/{boardId}", StringComparison.Ordinal)
                ? [Parameter("If-None-Match", ParameterLocation.Header, "The ETag that the client has.")]
                : [];
        }

        var isText = method == "PUT"
            && (path.EndsWith("/title", StringComparison.Ordinal) || path.EndsWith("/description", StringComparison.Ordinal));
        var key = Parameter(
            "Idempotency-Key", ParameterLocation.Header, "The client's id of the command: repeated, it has one effect.");
        return isText
            ? [Parameter("If-Match", ParameterLocation.Header, "The ETag of the text that was read.", isRequired: true), key]
            : path.EndsWith("/star", StringComparison.Ordinal) ? [] : [key];
    }

    private static OpenApiParameter Parameter(
        string name, ParameterLocation location, string? description, bool isRequired = false) => new()
        {
            Name = name,
            In = location,
            Required = isRequired || location == ParameterLocation.Path,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
