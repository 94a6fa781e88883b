/**
 * Services of the demo municipality to people. A line: kind of service, for whom (n natural, l legal persons), working days (0: the general
 * term), fee in euros (0: free) | Lithuanian title | English title.
 */
export const PEOPLE_TITLES = {
  'civil-registry': `
registration n 1 0 | Gimimo registravimas | Registration of a birth
registration n 1 0 | Mirties registravimas | Registration of a death
registration n 5 25 | Santuokos registravimas | Registration of a marriage
registration n 5 60 | Santuokos registravimas ne civilinės metrikacijos skyriuje | Registration of a marriage outside the registry
registration n 10 0 | Bažnyčios nustatyta tvarka sudarytos santuokos įtraukimas į apskaitą | Recording of a church marriage
registration n 3 0 | Ištuokos įtraukimas į apskaitą | Recording of a divorce
registration n 10 0 | Užsienyje įregistruoto gimimo įtraukimas į apskaitą | Recording of a birth registered abroad
registration n 10 0 | Užsienyje įregistruotos santuokos įtraukimas į apskaitą | Recording of a marriage registered abroad
registration n 10 0 | Užsienyje įregistruotos mirties įtraukimas į apskaitą | Recording of a death registered abroad
registration n 5 0 | Tėvystės pripažinimo registravimas | Registration of paternity
decision n 20 12 | Vardo ir pavardės keitimas | Change of name and surname
decision n 20 0 | Civilinės būklės akto įrašo taisymas, papildymas, keitimas | Correction of a civil status record
certificate n 1 4 | Pakartotinio civilinės būklės akto įrašą liudijančio išrašo išdavimas | Copy of a civil status record
certificate n 3 3 | Pažymos apie šeiminę padėtį išdavimas | Certificate of marital status
certificate n 3 3 | Daugiakalbės standartinės formos išdavimas | Multilingual standard form
`,
  residence: `
registration n 1 0 | Gyvenamosios vietos deklaravimas atvykus | Declaring a new place of residence
registration n 1 0 | Gyvenamosios vietos deklaravimas išvykstant iš Lietuvos | Declaring departure from Lithuania
decision n 5 0 | Gyvenamosios vietos deklaravimo duomenų keitimas ar naikinimas | Changing or removing residence data
registration n 5 0 | Įtraukimas į gyvenamosios vietos nedeklaravusių asmenų apskaitą | Record of persons without a place of residence
certificate n 1 0 | Pažymos apie deklaruotą gyvenamąją vietą išdavimas | Certificate of declared residence
certificate nl 1 0 | Pažymos patalpų savininkui apie jose deklaravusius asmenis išdavimas | Certificate for the owner on who has declared residence
certificate n 3 0 | Pažymos apie šeimos sudėtį išdavimas | Certificate of family composition
certificate n 3 0 | Charakteristikos gyventojui išdavimas | Reference for a resident
service n 3 0 | Dokumentų kopijų tvirtinimas seniūnijoje | Certifying copies at the eldership
service n 3 0 | Parašo tikrumo liudijimas seniūnijoje | Certifying a signature at the eldership
service n 3 0 | Įgaliojimų tvirtinimas seniūnijoje | Certifying powers of attorney at the eldership
permit n 5 0 | Leidimo laidoti išdavimas | Permit of burial
decision n 5 0 | Kapavietės skyrimas | Allotment of a grave
`,
  social: `
benefit n 20 0 | Socialinės pašalpos skyrimas | Social benefit
benefit n 20 0 | Būsto šildymo, geriamojo ir karšto vandens išlaidų kompensavimas | Compensation for heating and water
benefit n 10 0 | Vienkartinės pašalpos skyrimas | One-off benefit
benefit n 20 0 | Vaiko pinigų skyrimas | Child benefit
benefit n 20 0 | Vienkartinės išmokos gimus vaikui skyrimas | One-off payment at the birth of a child
benefit n 20 0 | Vienkartinės išmokos nėščiai moteriai skyrimas | One-off payment for an expectant mother
benefit n 20 0 | Globos (rūpybos) išmokos skyrimas | Guardianship payment
benefit n 20 0 | Išmokos privalomosios tarnybos kario vaikui skyrimas | Payment for a conscript's child
benefit n 10 0 | Laidojimo pašalpos skyrimas | Funeral benefit
benefit n 20 0 | Tikslinės kompensacijos slaugai ar priežiūrai skyrimas | Compensation for nursing or attendance
decision n 20 0 | Specialiųjų poreikių nustatymas senatvės pensijos amžiaus asmeniui | Special needs of a person of pension age
service n 15 0 | Pagalbos į namus teikimas | Help at home
service n 30 0 | Dienos socialinės globos asmens namuose skyrimas | Day care at home
service n 30 0 | Ilgalaikės socialinės globos skyrimas | Long-term social care
service n 15 0 | Trumpalaikės socialinės globos (atokvėpio) skyrimas | Short-term (respite) care
service n 5 0 | Specialiojo transporto organizavimas | Special transport
service n 10 0 | Asmeninės pagalbos teikimas | Personal assistance
benefit n 20 0 | Būsto pritaikymas asmeniui su negalia | Adapting a home for a person with a disability
benefit n 10 0 | Techninės pagalbos priemonių skyrimas | Technical aids
benefit n 10 0 | Nemokamo mokinių maitinimo skyrimas | Free school meals
benefit n 10 0 | Paramos mokinio reikmenims skyrimas | Support for school supplies
service n 10 0 | Paramos maisto produktais skyrimas | Food support
certificate n 5 0 | Pažymos apie gaunamą socialinę paramą išdavimas | Certificate of social support received
`,
  housing: `
decision n 20 0 | Įrašymas į laukiančiųjų socialinio būsto sąrašą | Waiting list for social housing
decision n 20 0 | Savivaldybės būsto nuoma | Renting a municipal home
benefit n 20 0 | Būsto nuomos ar išperkamosios būsto nuomos mokesčio dalies kompensacija | Compensation of rent
decision n 20 0 | Teisės į finansinę paskatą pirmajam būstui nustatymas | Incentive for a first home
decision n 20 0 | Tarnybinių gyvenamųjų patalpų nuoma | Renting service accommodation
decision n 30 0 | Savivaldybės būsto pardavimas nuomininkui | Sale of a municipal home to its tenant
benefit nl 20 0 | Daugiabučio namo atnaujinimo programos administravimas | Renovation programme of an apartment building
decision nl 20 0 | Bendrojo naudojimo objektų administratoriaus skyrimas | Appointing the administrator of common property
decision nl 20 0 | Skundų dėl daugiabučio namo administratoriaus veiklos nagrinėjimas | Complaints about an administrator
service nl 20 0 | Daugiabučių namų savininkų bendrijų veiklos priežiūra | Oversight of associations of owners
certificate n 10 0 | Pažymos apie dalyvavimą privatizuojant būstą išdavimas | Certificate on privatisation of a home
`,
  health: `
permit l 10 0 | Triukšmo prevencijos sąlygų renginiui nustatymas | Noise conditions for an event
service n 10 0 | Visuomenės sveikatos stiprinimo užsiėmimai | Health promotion classes
service n 5 0 | Sveikatos mokymai vairuotojams ir darbuotojams | Health training for drivers and staff
decision n 20 0 | Siuntimas dėl priklausomybės gydymo | Referral to addiction treatment
service n 3 0 | Psichologo konsultacija visuomenės sveikatos biure | Consultation of a psychologist
benefit n 20 0 | Gydytojų rezidentų studijų rėmimas | Support for medical residents
benefit n 20 0 | Dantų protezavimo išlaidų kompensavimas nepasiturintiems | Support for dental prostheses
benefit n 20 0 | Kelionės į gydymo įstaigą išlaidų kompensavimas | Compensation of travel to treatment
decision n 30 0 | Asmens neveiksnumo peržiūrėjimo medžiagos rengimas | Review of legal incapacity
`,
  education: `
admission n 20 0 | Priėmimas į ikimokyklinio ugdymo grupę | Admission to a kindergarten
admission n 10 0 | Priėmimas į priešmokyklinio ugdymo grupę | Admission to a pre-school group
admission n 10 0 | Priėmimas į bendrojo ugdymo mokyklą | Admission to a school
admission n 10 0 | Priėmimas į gimnazijos klases | Admission to a gymnasium
admission n 10 0 | Priėmimas į muzikos ar meno mokyklą | Admission to a school of music or art
admission n 10 0 | Priėmimas į suaugusiųjų mokymo centrą | Admission to adult education
benefit n 10 0 | Mokesčio už ikimokyklinį ugdymą lengvatos skyrimas | Reduced kindergarten fee
benefit n 10 0 | Mokinių pavėžėjimo organizavimas ir išlaidų kompensavimas | School transport and its costs
benefit l 20 0 | Neformaliojo vaikų švietimo programos akreditavimas | Accreditation of a non-formal programme
benefit n 20 0 | Vaikų vasaros stovyklų rėmimas | Support for summer camps
decision n 10 0 | Leidimas mokytis pagal individualų planą | Individual plan of learning
decision n 10 0 | Leidimas mokytis šeimoje | Home education
certificate n 5 0 | Pažymos apie mokymąsi išdavimas | Certificate of schooling
certificate n 10 4 | Išsilavinimo dokumento dublikato išdavimas | Duplicate of an education document
service n 15 0 | Švietimo pagalbos vaikui ir šeimai teikimas | Educational help for child and family
`,
  culture: `
service nl 1 0 | Skaitytojo registravimas viešojoje bibliotekoje | Registration as a reader
service n 5 0 | Bibliotekos leidinių pristatymas į namus | Books brought home
service n 3 5 | Ekskursija krašto muziejuje | Guided tour of the local museum
service nl 5 30 | Kultūros centro salės nuoma | Renting the hall of the culture centre
benefit l 30 0 | Kultūros projektų dalinis finansavimas | Funding of cultural projects
benefit l 30 0 | Sporto projektų dalinis finansavimas | Funding of sports projects
benefit n 20 0 | Stipendija kultūros ir meno kūrėjui | Grant for an artist
permit nl 10 15 | Leidimas organizuoti komercinį ar pramoginį renginį | Permit of a commercial event
permit nl 3 0 | Leidimas filmuoti viešosiose erdvėse | Permit to film in public places
service nl 5 12 | Sporto salės ir aikštyno nuoma | Renting a sports hall or field
decision nl 20 0 | Atminimo lentos ar paminklo įrengimo derinimas | Agreement on a memorial
service nl 10 20 | Amatų dirbtuvių nuoma | Renting the craft workshop
service nl 10 60 | Vasaros estrados nuoma | Renting the open-air stage
service n 2 0 | Genealoginė konsultacija krašto tyrimų skyriuje | Advice on family history
`,
} as const;
