namespace Burst.Cost.Prices;

/// <summary>One thing wrong in a price file.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.vms[3].perNodeHour</c>.</param>
/// <param name="Message">What is wrong and what is accepted.</param>
public sealed record PriceFileError(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
