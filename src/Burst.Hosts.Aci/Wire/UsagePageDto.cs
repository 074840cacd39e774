namespace Burst.Hosts.Aci.Wire;

/// <summary>What a subscription uses in a region, and may.</summary>
internal sealed class UsagePageDto
{
    public List<UsageDto?>? Value { get; set; }

    internal sealed class UsageDto
    {
        public decimal? CurrentValue { get; set; }

        public decimal? Limit { get; set; }

        public NameDto? Name { get; set; }
    }

    internal sealed class NameDto
    {
        public string? Value { get; set; }
    }
}
