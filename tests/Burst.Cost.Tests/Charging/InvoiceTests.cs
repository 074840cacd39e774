using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Tests.Charging;

public sealed class InvoiceTests
{
    private const long Unit = Charge.UnitsPerPicoDollar;

    [Fact]
    public void Remainders_GoToTheLargest_ThenToTheFirstKey()
    {
        var invoice = Invoice<string>.Of([Line("c", Unit / 2), Line("a", Unit / 2), Line("b", (3 * Unit) + (Unit / 2)), Line("d", Unit / 2 + 1)]);

        Assert.Equal(new Money(5), invoice.Total);
        Assert.Equal([("a", 1), ("b", 3), ("c", 0), ("d", 1)], invoice.Lines.Select(line => (line.Key, (int)line.Amount.PicoDollars)));
    }

    [Fact]
    public void Lines_SumToTheTotal_InAnyOrderAndGrouping() => Properties.ForSeeds(300, seed =>
    {
        var random = new Random(seed);
        var charges = Enumerable.Range(0, random.Next(1, 60)).Select(_ => new Charge(random.NextInt64(10 * Unit))).ToArray();
        var sizes = new[] { 1, 2, 7, charges.Length };
        var invoices = sizes.Select(groups => Invoice<int>.Of(charges.Select((charge, index) => KeyValuePair.Create(index % groups, charge)))).ToArray();
        var shuffled = charges.Select((charge, index) => KeyValuePair.Create(index % 7, charge)).ToArray();
        random.Shuffle(shuffled);

        var exact = charges.Aggregate(Charge.Zero, (sum, charge) => sum + charge);
        foreach (var invoice in invoices)
        {
            Assert.Equal(exact.Round(), invoice.Total);
            Assert.Equal(invoice.Total, invoice.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount));
        }

        Assert.Equal(invoices[2].Lines.AsEnumerable(), Invoice<int>.Of(shuffled).Lines);
    });

    [Fact]
    public void EachLine_IsLessThanOnePicoDollarFromItsExactCharge() => Properties.ForSeeds(200, seed =>
    {
        var random = new Random(seed);
        var charges = Enumerable.Range(0, 40).Select(key => KeyValuePair.Create(key, new Charge(random.NextInt64(100 * Unit)))).ToArray();

        foreach (var (line, exact) in Invoice<int>.Of(charges).Lines.Zip(charges))
            Assert.True(Int128.Abs((line.Amount.PicoDollars * Unit) - exact.Value.Units) < Unit);
    });

    [Fact]
    public void NothingCharged_IsAnEmptyInvoice()
    {
        var invoice = Invoice<string>.Of([]);

        Assert.Equal(Money.Zero, invoice.Total);
        Assert.Empty(invoice.Lines);
    }

    [Fact]
    public void NegativeCharge_IsRefused() =>
        Assert.Contains("negative", Assert.Throws<ArgumentException>(() => Invoice<string>.Of([Line("a", -1)])).Message);

    [Fact]
    public void Sum_BeyondInt128_IsRefused() =>
        Assert.Throws<OverflowException>(() => Invoice<string>.Of([new("a", new Charge(Int128.MaxValue)), new("b", new Charge(1))]));

    private static KeyValuePair<string, Charge> Line(string key, long units) => new(key, new Charge(units));
}
