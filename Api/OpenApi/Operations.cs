using System.Globalization;
using KanbanAspire.Api.Problems;
using KanbanAspire.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace KanbanAspire.Api.OpenApi;

/// <summary>
/// Describes what the signatures of handlers do not show, from what endpoints declare: the route, headers and problems.
/// </summary>
internal static class Operations
{
    private const string ProblemName = "Problem";

    /// <summary>Describes one operation.</summary>
    internal static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        operation.Parameters =
        [
            .. MissingOfRoute(operation, context), .. operation.Parameters ?? [], .. metadata.OfType<RequestHeader>().Select(Header),
        ];
        foreach (var header in metadata.OfType<ResponseHeader>())
        {
            Describe(operation.Responses[header.Status.ToString(CultureInfo.InvariantCulture)], header);
        }

        if (!metadata.OfType<ProblemAnswers>().Any())
        {
            return Task.CompletedTask;
        }

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

    // What BoardCall reads from the route is a parameter of no handler.
    private static IEnumerable<OpenApiParameter> MissingOfRoute(OpenApiOperation operation, OpenApiOperationTransformerContext context) =>
        RoutePatternFactory.Parse(context.Description.RelativePath ?? string.Empty).Parameters
            .Where(part => operation.Parameters?.Any(parameter => parameter.Name == part.Name) is not true)
            .Select(part => new OpenApiParameter { Name = part.Name, In = ParameterLocation.Path, Required = true, Schema = Text(null) });

    private static OpenApiParameter Header(RequestHeader header) => new()
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Required = header.IsRequired,
        Description = header.Description,
        Schema = Text(null),
    };

    private static void Describe(IOpenApiResponse response, ResponseHeader header)
    {
        var headers = ((OpenApiResponse)response).Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        headers[header.Name] = new OpenApiHeader { Description = header.Description, Schema = Text(null) };
    }

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
