using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Cost.Prices;

namespace Burst.Cost.Tests.Prices;

public sealed class PriceBookTests
{
    private static readonly PriceBook Book = PriceBook.BuiltIn;

    [Theory]
    [InlineData("eastus", "0.0405", "0.00445")]
    [InlineData("swedencentral", "0.0466", "0.00511")]
    public void Aci_IsPriced_WhereAPriceIsSourced(string region, string vcpu, string gb)
    {
        var rates = Book.QuoteGroup(region, Tier.Aci).Rates!;

        Assert.Equal((vcpu, gb), (rates.PerVcpuHour.ToString(), rates.PerGbHour.ToString()));
        Assert.Equal(Money.Zero, rates.PerNodeHour);
    }

    [Theory]
    [InlineData("eastus", "aci-spot", "aci-spot is not offered in eastus (offered in eastus2, westeurope, westus)")]
    [InlineData("swedencentral", "aci-spot", "aci-spot is not offered in swedencentral (offered in eastus2, westeurope, westus)")]
    [InlineData("westus", "aci-spot", "no sourced price for aci-spot in westus; add it to a file given with --prices")]
    [InlineData("westeurope", "aci-spot", "no sourced price for aci-spot in westeurope; add it to a file given with --prices")]
    [InlineData("westeurope", "aci", "no sourced price for aci in westeurope; add it to a file given with --prices")]
    [InlineData("atlantis", "aci", "no sourced price for aci in atlantis; add it to a file given with --prices")]
    [InlineData("eastus", "vm", "container groups have no tier vm; aci and aci-spot are the ones they have")]
    public void Group_WithoutPrice_IsRefusedWithTheReason(string region, string tier, string refusal)
    {
        var quote = Book.QuoteGroup(region, Tier.Parse(tier));

        Assert.Null(quote.Rates);
        Assert.Equal(refusal, quote.Refusal);
    }

    [Theory]
    [InlineData("D2s_v5", 2, 8, "0.096", "0.115")]
    [InlineData("D4_v5", 4, 16, "0.192", "0.23")]
    [InlineData("D8s_v5", 8, 32, "0.384", "0.46")]
    [InlineData("D16_v5", 16, 64, "0.768", "0.92")]
    [InlineData("D32s_v5", 32, 128, "1.536", "1.84")]
    [InlineData("D2ds_v5", 2, 8, "0.113", "0.136")]
    [InlineData("D4ds_v5", 4, 16, "0.226", "0.272")]
    [InlineData("D4as_v5", 4, 16, "0.172", "0.208")]
    [InlineData("D2s_v6", 2, 8, "0.101", "0.121")]
    [InlineData("D4s_v6", 4, 16, "0.202", "0.242")]
    [InlineData("B2s", 2, 4, "0.0416", "0.048")]
    public void Vm_HasCapacityAndPricesOfBothRegions(string size, int cores, int gib, string eastUs, string westEurope)
    {
        Assert.Equal(new Resources(cores * 1000, gib * 1024), Book.FindVmSize(size));
        Assert.Equal(Money.Parse(eastUs), Book.QuoteVm("eastus", size, Tier.Vm, null).Rates!.PerNodeHour);
        Assert.Equal(Money.Parse(westEurope), Book.QuoteVm("westeurope", size, Tier.Vm, null).Rates!.PerNodeHour);
    }

    [Fact]
    public void BuiltIn_HasEveryVmSizeInBothRegions_AndTwoReservations()
    {
        Assert.Equal(16, Book.Sizes.Count());
        Assert.Equal(32, Book.Entries.Count(entry => entry.Key.Tier == Tier.Vm));
        Assert.Equal(
            [("D2s_v5 vm-reserved 1 year in eastus", "0.0566"), ("D2s_v5 vm-reserved 3 years in eastus", "0.0364")],
            Book.Entries.Where(entry => entry.Key.Tier == Tier.VmReserved).Select(entry => (entry.Key.ToString(), entry.Rates.PerNodeHour.ToString())));
        Assert.All(Book.Entries, entry => Assert.NotEmpty(entry.Source));
        Assert.Equal(new DateOnly(2026, 10, 9), Book.AsOf);
    }

    [Theory]
    [InlineData("eastus", "D4s_v5", "vm-reserved", 1, "no sourced price for D4s_v5 vm-reserved 1 year in eastus; add it to a file given with --prices")]
    [InlineData("westeurope", "D2s_v5", "vm-reserved", 3, "no sourced price for D2s_v5 vm-reserved 3 years in westeurope; add it to a file given with --prices")]
    [InlineData("eastus", "D2s_v5", "vm-reserved", null, "vm-reserved needs a term of 1 or 3 years")]
    [InlineData("eastus", "D2s_v5", "vm-reserved", 2, "vm-reserved needs a term of 1 or 3 years")]
    [InlineData("eastus", "D2s_v5", "vm", 1, "vm is paid by the hour and has no term; vm-reserved has")]
    [InlineData("eastus", "D2s_v5", "aci", null, "VM nodes have no tier aci; vm and vm-reserved are the ones they have")]
    public void Vm_WithoutPrice_IsRefusedWithTheReason(string region, string size, string tier, int? years, string refusal) =>
        Assert.Equal(refusal, Book.QuoteVm(region, size, Tier.Parse(tier), years).Refusal);

    [Fact]
    public void UnknownSize_IsRefusedWithTheKnownOnes()
    {
        Assert.StartsWith("unknown VM size D3_v9; known are B2s, D16s_v5, D16_v5,", Book.QuoteVm("eastus", "D3_v9", Tier.Vm, null).Refusal);
        Assert.Null(Book.FindVmSize("D3_v9"));
    }

    [Theory]
    [InlineData("Standard_D2s_v5")]
    [InlineData("d2s_V5")]
    public void Size_IsKnown_AsAzureWritesItToo(string size) =>
        Assert.Equal("0.0566", Book.QuoteVm("eastus", size, Tier.VmReserved, 1).Rates!.PerNodeHour.ToString());

    [Fact]
    public void BreakEven_OfASlotInEastUs_IsWhereThePricesPutIt()
    {
        // A slot of 1 vCPU and 4 GB is half a D2s_v5.
        var aci = Book.QuoteGroup("eastus", Tier.Aci).PerHour(new GroupSize(1000, 40));
        Assert.Equal("0.0583", aci.ToString());
        Assert.Equal(823, BreakEvenPerMille(Tier.Vm, null));
        Assert.Equal(485, BreakEvenPerMille(Tier.VmReserved, 1));
        Assert.Equal(312, BreakEvenPerMille(Tier.VmReserved, 3));

        int BreakEvenPerMille(Tier tier, int? years)
        {
            var slot = Book.QuoteVm("eastus", "D2s_v5", tier, years).Rates!.PerNodeHour.PicoDollars / 2;
            return (int)(slot * 1000 / aci.PicoDollars);
        }
    }

    [Fact]
    public void Describe_ReadsLikeAPriceList() => Approval.Check("price-book.txt", Book.Describe());
}
