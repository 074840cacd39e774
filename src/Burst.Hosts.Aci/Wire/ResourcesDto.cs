namespace Burst.Hosts.Aci.Wire;

internal sealed class ResourcesDto
{
    public AmountDto? Requests { get; set; }

    public AmountDto? Limits { get; set; }

    internal sealed class AmountDto
    {
        public decimal? Cpu { get; set; }

        public decimal? MemoryInGB { get; set; }
    }
}
