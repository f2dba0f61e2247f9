using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Is a text with endpoint addresses in it that are filled in when the application starts.</summary>
public sealed class ReferenceExpression
{
    private readonly IReadOnlyList<Func<string>> _parts;

    private ReferenceExpression(IReadOnlyList<Func<string>> parts) => _parts = parts;

    internal string Value => string.Concat(_parts.Select(part => part()));

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        private readonly List<Func<string>> _parts;

        /// <summary>Initializes the handler; the compiler calls it.</summary>
        /// <param name="literalLength">Characters of literal text.</param>
        /// <param name="formattedCount">Number of holes.</param>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            _parts = new List<Func<string>>(formattedCount + (literalLength > 0 ? 1 : 0));

        /// <summary>Adds literal text.</summary>
        /// <param name="value">The text.</param>
        public void AppendLiteral(string value) => _parts.Add(() => value);

        /// <summary>Adds a text.</summary>
        /// <param name="value">The text; null adds nothing.</param>
        public void AppendFormatted(string? value) => _parts.Add(() => value ?? string.Empty);

        /// <summary>Adds an endpoint's address.</summary>
        /// <param name="valueProvider">The endpoint.</param>
        public void AppendFormatted(EndpointReference valueProvider) => _parts.Add(() => valueProvider.Url);

        internal ReferenceExpression GetExpression() => new(_parts);
    }
}
