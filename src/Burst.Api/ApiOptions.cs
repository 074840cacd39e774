namespace Burst.Api;

/// <summary>What the handlers are told by the composition root.</summary>
public sealed record ApiOptions
{
    /// <summary>A larger body is refused with 413.</summary>
    public int BodyBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Items of a list that asks for no limit; the rest follow by its continue token.</summary>
    public int ListItemsDefault { get; init; } = 500;

    /// <summary>Items of one page, whatever was asked for.</summary>
    public int ListItemsMax { get; init; } = 5000;

    /// <summary>Objects of one apply.</summary>
    public int ApplyObjectsMax { get; init; } = 5000;
}
