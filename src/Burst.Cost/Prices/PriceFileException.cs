using System.Collections.Immutable;

namespace Burst.Cost.Prices;

/// <summary>A price file cannot be used. Carries everything that is wrong with it, at most <see cref="ErrorsMax"/>.</summary>
public sealed class PriceFileException(string source, ImmutableArray<PriceFileError> errors) : Exception(Describe(source, errors))
{
    public const int ErrorsMax = 100;

    public ImmutableArray<PriceFileError> Errors { get; } = errors;

    private static string Describe(string source, ImmutableArray<PriceFileError> errors) =>
        $"The price file {source} cannot be used:{string.Concat(errors.Select(error => $"\n  {error}"))}";
}
