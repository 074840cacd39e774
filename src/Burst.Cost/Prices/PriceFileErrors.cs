using System.Collections.Immutable;

namespace Burst.Cost.Prices;

/// <summary>Collects what is wrong with a price file, up to a limit.</summary>
internal sealed class PriceFileErrors
{
    private readonly List<PriceFileError> _errors = [];

    public int Count => _errors.Count;

    public void Add(string path, string message)
    {
        if (_errors.Count < PriceFileException.ErrorsMax)
            _errors.Add(new PriceFileError(path, message));
    }

    public ImmutableArray<PriceFileError> ToImmutable() => [.. _errors];
}
