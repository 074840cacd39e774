namespace Burst.Emulator.Wire;

internal sealed record ResourceGroupBody
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Location { get; init; }

    public SortedDictionary<string, string?>? Tags { get; init; }

    public ResourceGroupProperties? Properties { get; init; }
}

internal sealed record ResourceGroupProperties(string? ProvisioningState);
