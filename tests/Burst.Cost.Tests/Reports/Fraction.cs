using System.Numerics;

namespace Burst.Cost.Tests.Reports;

/// <summary>An exact non-integer, so that the reference shares no rounding with what it judges.</summary>
internal readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    public static readonly Fraction Zero = new(0, 1);

    public static Fraction operator +(Fraction left, Fraction right)
    {
        var denominator = left.Denominator / BigInteger.GreatestCommonDivisor(left.Denominator, right.Denominator) * right.Denominator;
        return new((left.Numerator * (denominator / left.Denominator)) + (right.Numerator * (denominator / right.Denominator)), denominator);
    }

    public static Fraction operator -(Fraction left, Fraction right) => left + new Fraction(-right.Numerator, right.Denominator);

    public static Fraction operator *(Fraction left, Fraction right)
    {
        var product = (Numerator: left.Numerator * right.Numerator, Denominator: left.Denominator * right.Denominator);
        var divisor = BigInteger.GreatestCommonDivisor(product.Numerator, product.Denominator);
        return new(product.Numerator / divisor, product.Denominator / divisor);
    }

    public static Fraction Of(BigInteger numerator, BigInteger denominator) => denominator.IsZero ? Zero : new(numerator, denominator);

    /// <summary>To the nearest whole number, halves up.</summary>
    public Int128 Round() => (Int128)(((2 * Numerator) + Denominator) / (2 * Denominator));

    public bool IsWithin(int whole, int thousandths) =>
        BigInteger.Abs(Numerator) * 1000 <= Denominator * ((whole * 1000) + thousandths);
}
